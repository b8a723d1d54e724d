/** Answers worth keeping: made once, sent to everybody who asks the same. */
@NullMarked
package io.wherry.answer;

import org.jspecify.annotations.NullMarked;
