package io.wherry.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty with the router in front of one servlet. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(HttpServer.class);
  private static final int MAX_HEADER_BYTES = 16 << 10;

  static {
    // How far apart Jetty's queues keep what different threads write; for the usual 64 bytes and
    // references of 4. To find that out itself it would start the whole of JMX.
    System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
  }

  private final Server server;
  private final ServerConnector connector;
  private final ServletContextHandler context;
  private final Runnable cutOff;

  /** The last is called where requests still run when the time to stop is over. */
  public HttpServer(HttpSettings settings, Runnable cutOff) {
    this.cutOff = cutOff;
    var threads = new QueuedThreadPool(settings.threads());
    threads.setName("http");
    server = new Server(threads);
    var requests = new GracefulHandler();
    connector = connector(server, requests);
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.idleTimeout().toMillis());
    server.addBean(new ConnectionLimit(settings.bounds().connections(), connector));
    if (settings.bounds().connectionsOfAddress() > 0) {
      connector.addBean(new AddressLimit(settings.bounds().connectionsOfAddress()));
    }
    server.addConnector(connector);
    context = new ServletContextHandler("/", false, false);
    context.setErrorHandler(new PlainErrors());
    var rates = new DataRates(context, settings.bounds(), settings.idleTimeout());
    requests.setHandler(rates);
    server.setHandler(requests);
    server.setErrorHandler(new PlainErrors());
    server.setStopTimeout(settings.stopTimeout().toMillis());
  }

  /** While it stops it closes connections when the last request is done, and cuts off no client. */
  private static ServerConnector connector(Server server, GracefulHandler requests) {
    var connector =
        new ServerConnector(server, new HttpConnectionFactory(configuration())) {
          @Override
          public CompletableFuture<Void> shutdown() {
            CompletableFuture<Void> closed = super.shutdown();
            return requests
                .shutdown()
                .thenRun(() -> getConnectedEndPoints().forEach(EndPoint::close))
                .thenCompose(done -> closed);
          }
        };
    // Jetty would end after a second whatever waits for its client then, requests as well.
    connector.setShutdownIdleTimeout(-1);
    return connector;
  }

  private static HttpConfiguration configuration() {
    var configuration = new HttpConfiguration();
    // Package clients send ids with an encoded slash. Whatever else is ambiguous, Jetty refuses.
    configuration.setUriCompliance(
        UriCompliance.RFC3986.with("wherry", Violation.AMBIGUOUS_PATH_SEPARATOR));
    // Nor a line feed alone at the end of a header, where a proxy may see one header and not two.
    configuration.setHttpCompliance(HttpCompliance.STRICT);
    configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(true);
    return configuration;
  }

  /** Accepts requests when it returns. Throws {@link IOException} where the port is taken. */
  public void start(Router router, HttpServlet behind) throws IOException {
    context.addFilter(new FilterHolder(router), "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(new ServletHolder(behind), "/*");
    try {
      server.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the HTTP server does not start", e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Takes no new requests, lets the running ones end within the time set, and stops. */
  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (TimeoutException e) {
      LOGGER.warn("requests were still running when the time to stop was over");
      cutOff.run();
    } catch (Exception e) {
      throw new IOException("the HTTP server did not stop cleanly", e);
    }
  }

  /** Bounds how many connections are open in all; who comes then waits until others go. */
  private static final class ConnectionLimit extends NetworkConnectionLimit {
    private static final long NANOS_BETWEEN_WARNINGS = TimeUnit.MINUTES.toNanos(1);

    private long lastWarning = System.nanoTime() - NANOS_BETWEEN_WARNINGS;

    ConnectionLimit(int most, Connector connector) {
      super(most, connector);
    }

    /** Called with Jetty's lock, each time that the last free place is taken. */
    @Override
    protected void limit() {
      long now = System.nanoTime();
      if (now - lastWarning >= NANOS_BETWEEN_WARNINGS) {
        lastWarning = now;
        LOGGER.warn("{} connections are open, others have to wait", getMaxNetworkConnectionCount());
      }
      super.limit();
    }
  }
}
