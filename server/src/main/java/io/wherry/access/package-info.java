/** Decides who may do what to which resource. */
@NullMarked
package io.wherry.access;

import org.jspecify.annotations.NullMarked;
