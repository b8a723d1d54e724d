/** Configuration, assembly, start and stop: the only code that knows everything. */
@NullMarked
package io.wherry;

import org.jspecify.annotations.NullMarked;
