/** Existing Git history on its way in: repositories, bundles and fast-export streams. */
@NullMarked
package io.wherry.repository.importing;

import org.jspecify.annotations.NullMarked;
