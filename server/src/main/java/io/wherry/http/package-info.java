/**
 * Jetty, routing, reading credentials, asking for the decision, rendering refusals and problems.
 */
@NullMarked
package io.wherry.http;

import org.jspecify.annotations.NullMarked;
