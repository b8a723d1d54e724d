/** The administrative commands, on the same desks and ports as every other face of the server. */
@NullMarked
package io.wherry.cli;

import org.jspecify.annotations.NullMarked;
