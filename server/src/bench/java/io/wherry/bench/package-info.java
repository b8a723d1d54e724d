/** Measures Wherry against {@code git http-backend} on the same repositories, in the same run. */
@NullMarked
package io.wherry.bench;

import org.jspecify.annotations.NullMarked;
