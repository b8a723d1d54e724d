/** What clients hold to prove who they are, and the forms in which it is kept. */
@NullMarked
package io.wherry.secret;

import org.jspecify.annotations.NullMarked;
