/** Deploy tokens: scopes, secrets, life cycle. */
@NullMarked
package io.wherry.token;

import org.jspecify.annotations.NullMarked;
