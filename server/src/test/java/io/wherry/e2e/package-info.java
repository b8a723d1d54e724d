/** The shaded jar, driven from outside with the programs that people use. */
@NullMarked
package io.wherry.e2e;

import org.jspecify.annotations.NullMarked;
