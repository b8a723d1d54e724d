/** Parts of lists that are too long for one answer. */
@NullMarked
package io.wherry.page;

import org.jspecify.annotations.NullMarked;
