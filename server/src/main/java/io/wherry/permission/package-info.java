/** The vocabulary of access: areas of a project, actions upon them. */
@NullMarked
package io.wherry.permission;

import org.jspecify.annotations.NullMarked;
