/** Groups, projects, their paths and who lies inside whom. */
@NullMarked
package io.wherry.namespace;

import org.jspecify.annotations.NullMarked;
