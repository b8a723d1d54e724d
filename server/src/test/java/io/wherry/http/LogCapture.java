package io.wherry.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** What is logged while it is open, as the appender of the real configuration writes it. */
final class LogCapture implements AutoCloseable {
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Semaphore arrivals = new Semaphore(0);
  private final ListAppender<ILoggingEvent> events =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
          super.append(event);
          arrivals.release();
        }
      };

  LogCapture() {
    events.setContext(root.getLoggerContext());
    events.start();
    root.addAppender(events);
  }

  /** Waits for so many more: the line about a request is written after its answer. */
  void awaitMessages(int count) throws InterruptedException {
    assertThat(arrivals.tryAcquire(count, 30, TimeUnit.SECONDS)).as(written()).isTrue();
  }

  /** The messages before any layout has masked anything; without stack traces. */
  List<String> messages() {
    return List.copyOf(events.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  /** Everything, one entry after the other, stack traces included. */
  String written() {
    Layout<ILoggingEvent> layout = layout();
    return List.copyOf(events.list).stream().map(layout::doLayout).collect(Collectors.joining());
  }

  private Layout<ILoggingEvent> layout() {
    var console = (ConsoleAppender<ILoggingEvent>) root.getAppender("stderr");
    return ((LayoutWrappingEncoder<ILoggingEvent>) console.getEncoder()).getLayout();
  }

  @Override
  public void close() {
    root.detachAppender(events);
  }
}
