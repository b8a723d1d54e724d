/** The log, and what must not stand in it. */
@NullMarked
package io.wherry.log;

import org.jspecify.annotations.NullMarked;
