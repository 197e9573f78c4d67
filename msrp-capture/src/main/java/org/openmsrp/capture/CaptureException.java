// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A capture can't be written or read. The message names the file and what is wrong with it. */
public final class CaptureException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CaptureException(Path file, String problem, @Nullable Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
