package io.wherry.answer;

/**
 * What an answer answers. Equal keys have answers that are as good as each other.
 *
 * @param holder the project whose answer it is
 * @param version of everything that the answer depends on besides the request
 * @param request what was asked
 */
public record AnswerKey(long holder, String version, String request) {
  boolean isOutdatedBy(AnswerKey other) {
    return holder == other.holder && !version.equals(other.version);
  }
}
