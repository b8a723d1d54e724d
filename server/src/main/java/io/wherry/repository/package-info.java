/** Git repositories as JGit opens them. */
@NullMarked
package io.wherry.repository;

import org.jspecify.annotations.NullMarked;
