/** Git's smart HTTP protocol through JGit's servlet, behind the access decision. */
@NullMarked
package io.wherry.git;

import org.jspecify.annotations.NullMarked;
