/** People, their roles in groups and projects, their personal tokens. */
@NullMarked
package io.wherry.account;

import org.jspecify.annotations.NullMarked;
