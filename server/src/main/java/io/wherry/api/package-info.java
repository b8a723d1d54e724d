/** The REST API that GitLab's clients speak: people, groups, projects and deploy tokens. */
@NullMarked
package io.wherry.api;

import org.jspecify.annotations.NullMarked;
