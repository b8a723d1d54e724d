package io.wherry.api;

import io.wherry.http.Answer;
import io.wherry.http.Exchange;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import java.util.ArrayList;

/**
 * Pages of lists as clients ask for and find their way through them: by the header {@code Link}, or
 * by those that begin with {@code X-}.
 *
 * @see <a href="https://docs.gitlab.com/api/rest/#offset-based-pagination">offset pagination</a>
 */
final class Paging {
  private static final int STANDARD_SIZE = 20;
  private static final int LARGEST_SIZE = 100;

  private Paging() {}

  /** Larger pages than there are become the largest. Throws {@code MALFORMED} for no number. */
  static PageRequest request(Parameters parameters) {
    long number = parameters.number("page").orElse(1);
    long size = parameters.number("per_page").orElse(STANDARD_SIZE);
    if (number < 1 || number > Integer.MAX_VALUE) {
      throw Parameters.invalid("page");
    }
    if (size < 1) {
      throw Parameters.invalid("per_page");
    }
    return new PageRequest((int) number, (int) Math.min(size, LARGEST_SIZE));
  }

  static Answer answer(Exchange exchange, Page<?> page) {
    int number = page.request().number();
    String next = page.more() ? String.valueOf(number + 1) : "";
    String previous = number > 1 ? String.valueOf(number - 1) : "";
    Answer answer =
        Json.answer(200, page.items())
            .with("X-Page", String.valueOf(number))
            .with("X-Per-Page", String.valueOf(page.request().size()))
            .with("X-Next-Page", next)
            .with("X-Prev-Page", previous)
            .with("Link", links(exchange, page));
    if (page.total().isEmpty()) {
      return answer;
    }
    return answer
        .with("X-Total", String.valueOf(page.counted()))
        .with("X-Total-Pages", String.valueOf(pages(page)));
  }

  private static long pages(Page<?> page) {
    int size = page.request().size();
    return Math.max(1, (page.counted() + size - 1) / size);
  }

  private static String links(Exchange exchange, Page<?> page) {
    int number = page.request().number();
    var links = new ArrayList<String>();
    if (number > 1) {
      links.add(link(exchange, page, number - 1, "prev"));
    }
    if (page.more()) {
      links.add(link(exchange, page, number + 1, "next"));
    }
    links.add(link(exchange, page, 1, "first"));
    if (page.total().isPresent()) {
      links.add(link(exchange, page, pages(page), "last"));
    }
    return String.join(", ", links);
  }

  private static String link(Exchange exchange, Page<?> page, long number, String relation) {
    var query = new ArrayList<String>();
    for (String pair : exchange.query().split("&", -1)) {
      String name = pair.split("=", 2)[0];
      if (!name.isEmpty() && !name.equals("page") && !name.equals("per_page")) {
        query.add(pair);
      }
    }
    query.add("page=" + number);
    query.add("per_page=" + page.request().size());
    return "<%s%s?%s>; rel=\"%s\""
        .formatted(exchange.url(), exchange.path(), String.join("&", query), relation);
  }
}
