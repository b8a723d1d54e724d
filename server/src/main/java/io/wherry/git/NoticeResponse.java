package io.wherry.git;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A response of a Git service into which a {@link NoticeStream} puts a line for people. */
final class NoticeResponse extends HttpServletResponseWrapper {
  private final String notice;
  private @Nullable ServletOutputStream stream;

  NoticeResponse(HttpServletResponse response, String notice) {
    super(response);
    this.notice = notice;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (stream == null) {
      stream = new NoticeStream(super.getOutputStream(), notice);
    }
    return stream;
  }

  /** The notice makes the answer longer than JGit thinks. */
  @Override
  public void setContentLength(int length) {}

  @Override
  public void setContentLengthLong(long length) {}
}
