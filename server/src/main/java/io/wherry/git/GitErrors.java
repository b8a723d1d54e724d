package io.wherry.git;

import io.wherry.http.Answer;
import io.wherry.http.RefusedBody;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.repository.GitRepositories;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eclipse.jgit.errors.InvalidObjectIdException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.http.server.GitSmartHttpTools;
import org.eclipse.jgit.http.server.ReceivePackErrorHandler;
import org.eclipse.jgit.http.server.UploadPackErrorHandler;
import org.eclipse.jgit.transport.PacketLineIn;
import org.eclipse.jgit.transport.ServiceMayNotContinueException;
import org.eclipse.jgit.transport.UploadPackInternalServerErrorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in Git's own words what went wrong inside JGit, which would otherwise end in an empty 500.
 * What is not the client's doing goes to the router.
 */
final class GitErrors implements UploadPackErrorHandler, ReceivePackErrorHandler {
  /** To whoever is being served while that happens. */
  static final String DELETED = "this project has been deleted";

  private static final Logger LOGGER = LoggerFactory.getLogger(GitErrors.class);

  private final GitRepositories repositories;

  GitErrors(GitRepositories repositories) {
    this.repositories = repositories;
  }

  @Override
  public void upload(
      HttpServletRequest request, HttpServletResponse response, UploadPackRunnable fetch)
      throws IOException {
    try {
      run(fetch);
    } catch (EOFException e) {
      throw new ProblemException(Problem.INVALID, "the request ends before it is complete");
    } catch (UploadPackInternalServerErrorException e) {
      // The client has been told within the protocol.
      spoil(response);
      LOGGER.warn("fetch failed", e.getCause());
    } catch (UnsupportedOperationException e) {
      // JGit throws it for this one option of protocol version 2.
      LOGGER.warn("fetch asks for what JGit does not do", e);
      refuse(
          request,
          response,
          "deepening relative to the present depth is not supported; use --depth or --unshallow");
    } catch (InvalidObjectIdException | PackProtocolException | ServiceMayNotContinueException e) {
      // Where the refs go away under JGit, it says that nobody may want what they named.
      refuse(request, response, isDeleted(request) ? DELETED : String.valueOf(e.getMessage()));
    } catch (IOException e) {
      refuseIfDeleted(request, response, e);
    }
  }

  private static void run(UploadPackRunnable fetch) throws IOException {
    try {
      fetch.upload();
    } catch (UncheckedIOException e) {
      // JGit wraps what it meets while it reads the lines of protocol version 2.
      throw Optional.ofNullable(e.getCause()).orElseThrow(() -> e);
    }
  }

  @Override
  public void receive(
      HttpServletRequest request, HttpServletResponse response, ReceivePackRunnable push)
      throws IOException {
    try {
      push.receive();
    } catch (CappedBody.Broken e) {
      throw e.explained();
    } catch (PacketLineIn.InputOverLimitIOException e) {
      throw new ProblemException(Problem.TOO_LARGE, "there are too many commands in one push");
    } catch (PackProtocolException e) {
      refuse(request, response, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      refuseIfDeleted(request, response, e);
    }
  }

  /** JGit fails in many ways where a repository goes away under its hands. */
  private void refuseIfDeleted(
      HttpServletRequest request, HttpServletResponse response, IOException e) throws IOException {
    if (!isDeleted(request) || response.isCommitted()) {
      throw e;
    }
    LOGGER.info("{} was deleted under a request: {}", request.getRequestURI(), e.toString());
    refuse(request, response, DELETED);
  }

  private boolean isDeleted(HttpServletRequest request) {
    return !repositories.exists(GrantedRepositories.grant(request).decision().project().id());
  }

  /** The bounds on what JGit reads are none on what the client may still be sending. */
  private static HttpServletRequest asSent(HttpServletRequest request) {
    ServletRequest sent = request;
    while (sent instanceof ServletRequestWrapper wrapper) {
      sent = wrapper.getRequest();
    }
    return (HttpServletRequest) sent;
  }

  /** What went wrong for one may go well for the next. */
  private static void spoil(HttpServletResponse response) {
    if (response instanceof CapturedResponse captured) {
      captured.spoil();
    }
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, String sentence)
      throws IOException {
    spoil(response);
    RefusedBody.drain(asSent(request));
    if (response.isCommitted()) {
      Answer.abort(response);
    } else {
      response.reset();
      GitSmartHttpTools.sendError(request, response, 200, sentence);
    }
  }
}
