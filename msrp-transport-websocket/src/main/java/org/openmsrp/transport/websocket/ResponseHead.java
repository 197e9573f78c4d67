// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** Collects the head of a server's answer; its body is of no interest. */
final class ResponseHead implements HttpParser.ResponseHandler {

  private final HttpFields.Mutable fields = HttpFields.build();
  private int status;
  private String reason = "";
  private boolean complete;
  private @Nullable String failure;

  int status() {
    return status;
  }

  String reason() {
    return reason;
  }

  boolean isComplete() {
    return complete;
  }

  @Nullable String failure() {
    return failure;
  }

  List<String> values(String name) {
    return fields.getValuesList(name);
  }

  /** Whether a comma-separated header has this element. */
  boolean contains(String name, String element) {
    return fields.contains(name, element);
  }

  @Override
  public void startResponse(HttpVersion version, int code, @Nullable String phrase) {
    status = code;
    reason = phrase == null ? "" : phrase;
  }

  @Override
  public void parsedHeader(HttpField field) {
    fields.add(field);
  }

  @Override
  public boolean headerComplete() {
    complete = true;
    return true;
  }

  @Override
  public boolean content(ByteBuffer content) {
    return true;
  }

  @Override
  public boolean contentComplete() {
    return true;
  }

  @Override
  public boolean messageComplete() {
    return true;
  }

  @Override
  public void earlyEOF() {
    failure = "ended too early";
  }

  @Override
  public void badMessage(HttpException bad) {
    failure = "bad message: " + bad.getReason();
  }
}
