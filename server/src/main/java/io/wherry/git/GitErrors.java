package io.wherry.git;

import io.wherry.http.RefusedBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.UnpackException;
import org.eclipse.jgit.http.server.GitSmartHttpTools;
import org.eclipse.jgit.http.server.ReceivePackErrorHandler;
import org.eclipse.jgit.http.server.UploadPackErrorHandler;
import org.eclipse.jgit.transport.ServiceMayNotContinueException;
import org.eclipse.jgit.transport.UploadPackInternalServerErrorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in Git's own words what went wrong inside JGit, which would otherwise end in an empty 500.
 * What is not the client's doing goes to the router.
 */
final class GitErrors implements UploadPackErrorHandler, ReceivePackErrorHandler {
  private static final Logger LOGGER = LoggerFactory.getLogger(GitErrors.class);

  @Override
  public void upload(
      HttpServletRequest request, HttpServletResponse response, UploadPackRunnable fetch)
      throws IOException {
    try {
      fetch.upload();
    } catch (UploadPackInternalServerErrorException e) {
      // The client has been told within the protocol.
      LOGGER.warn("fetch failed", e.getCause());
    } catch (CappedBody.TooLarge e) {
      refuse(request, response, 413, String.valueOf(e.getMessage()));
    } catch (UnsupportedOperationException e) {
      refuse(
          request,
          response,
          200,
          "deepening relative to the present depth is not supported; use --depth or --unshallow");
    } catch (PackProtocolException | ServiceMayNotContinueException e) {
      refuse(request, response, 200, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void receive(
      HttpServletRequest request, HttpServletResponse response, ReceivePackRunnable push)
      throws IOException {
    try {
      push.receive();
    } catch (UnpackException e) {
      // The client has been told within the protocol, and may still be sending.
      LOGGER.info("push refused: {}", String.valueOf(e.getCause()));
      RefusedBody.drain(request);
    } catch (PackProtocolException e) {
      refuse(request, response, 200, String.valueOf(e.getMessage()));
    }
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, int status, String sentence)
      throws IOException {
    RefusedBody.drain(request);
    if (!response.isCommitted()) {
      response.reset();
      GitSmartHttpTools.sendError(request, response, status, sentence);
    }
  }
}
