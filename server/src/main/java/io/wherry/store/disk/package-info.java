/** Bare repositories and keys in a directory. */
@NullMarked
package io.wherry.store.disk;

import org.jspecify.annotations.NullMarked;
