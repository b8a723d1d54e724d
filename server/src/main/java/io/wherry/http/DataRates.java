package io.wherry.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Ends requests whose client is too slow to bring the body or to take the answer. Only the time
 * counts in which the server waits for the client, never its own; the idle timeout does not catch a
 * client that moves a byte now and then, and Jetty's {@code MinimumDataRateHandler} adds up the
 * bytes of all requests.
 */
final class DataRates extends Handler.Wrapper {
  private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final HttpBounds bounds;
  private final Duration patience;

  /** Patience is how far behind its rate a client may be. */
  DataRates(Handler handler, HttpBounds bounds, Duration patience) {
    super(handler);
    this.bounds = bounds;
    this.patience = patience;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var measured = new MeasuredRequest(request, new Lag(bounds.requestRate(), patience));
    var lag = new Lag(bounds.responseRate(), patience);
    return super.handle(measured, new MeasuredResponse(measured, response, lag), callback);
  }

  /** Fails where its body comes too slowly. */
  private static final class MeasuredRequest extends Request.Wrapper {
    private final Lag lag;
    private volatile Content.@Nullable Chunk failure;

    MeasuredRequest(Request request, Lag lag) {
      super(request);
      this.lag = lag;
    }

    @Override
    public void demand(Runnable callback) {
      long start = System.nanoTime();
      super.demand(
          () -> {
            lag.waited(System.nanoTime() - start);
            callback.run();
          });
    }

    @Override
    public Content.@Nullable Chunk read() {
      if (failure != null) {
        return failure;
      }
      Content.Chunk chunk = super.read();
      if (chunk == null || chunk.isLast()) {
        return chunk;
      }
      lag.moved(chunk.remaining());
      if (!lag.isTooLarge()) {
        return chunk;
      }
      chunk.release();
      failure = Content.Chunk.from(new TimeoutException("the client sends too slowly"));
      return failure;
    }
  }

  /** Closes the connection where what is written to it is taken too slowly. */
  private static final class MeasuredResponse extends Response.Wrapper {
    private final Lag lag;

    MeasuredResponse(Request request, Response response, Lag lag) {
      super(request, response);
      this.lag = lag;
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
      var write = new Write(callback, content == null ? 0 : content.remaining());
      super.write(last, content, write);
      write.watch();
    }

    /** One write, from the moment at which it is offered to the client. */
    private final class Write extends Callback.Nested {
      private final long start = System.nanoTime();
      private final int bytes;
      private boolean done;
      private Scheduler.@Nullable Task next;

      Write(Callback callback, int bytes) {
        super(callback);
        this.bytes = bytes;
      }

      /** Most writes are done by now. */
      synchronized void watch() {
        if (!done) {
          long left = start + lag.timeFor(bytes) - System.nanoTime();
          Scheduler scheduler = getRequest().getComponents().getScheduler();
          next = scheduler.schedule(this::look, Math.min(left, PROBE_NANOS), TimeUnit.NANOSECONDS);
        }
      }

      private void look() {
        EndPoint client = getRequest().getConnectionMetaData().getConnection().getEndPoint();
        if (System.nanoTime() - start >= lag.timeFor(bytes)) {
          client.close(new TimeoutException("the client takes the answer too slowly"));
        } else if (client instanceof AbstractEndPoint pending) {
          // Linux reports room in its buffer when a third is free, a megabyte or more. Until then
          // the connection of a slow client would look idle.
          pending.getWriteFlusher().completeWrite();
          watch();
        }
      }

      private synchronized void done() {
        done = true;
        lag.waited(System.nanoTime() - start);
        lag.moved(bytes);
        if (next != null) {
          next.cancel();
        }
      }

      @Override
      public void succeeded() {
        done();
        super.succeeded();
      }

      @Override
      public void failed(Throwable failure) {
        done();
        super.failed(failure);
      }
    }
  }
}
