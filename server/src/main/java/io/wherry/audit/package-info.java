/** What happened, by whom, from where. */
@NullMarked
package io.wherry.audit;

import org.jspecify.annotations.NullMarked;
