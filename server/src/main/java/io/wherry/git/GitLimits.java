package io.wherry.git;

import java.time.Duration;

/**
 * How much one Git request may ask of the server.
 *
 * @param maxFetchBytes of an upload-pack request, inflated
 * @param fetchBytesAtOnce of all of them that are read at once
 * @param maxCommandBytes of the list of ref updates at the beginning of a push
 * @param maxPackBytes of the pack of a push
 * @param maxObjectBytes of one object of a push, inflated
 * @param maxRefs that a repository may have
 * @param packPatience how long a client waits for its turn
 */
public record GitLimits(
    long maxFetchBytes,
    long fetchBytesAtOnce,
    long maxCommandBytes,
    long maxPackBytes,
    long maxObjectBytes,
    int maxRefs,
    Duration packPatience) {}
