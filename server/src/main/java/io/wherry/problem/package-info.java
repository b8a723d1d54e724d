/** The handful of ways a request can be wrong. */
@NullMarked
package io.wherry.problem;

import org.jspecify.annotations.NullMarked;
