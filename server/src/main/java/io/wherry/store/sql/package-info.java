/** Every table: the only place with SQL. */
@NullMarked
package io.wherry.store.sql;

import org.jspecify.annotations.NullMarked;
