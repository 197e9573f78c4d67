// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.vector;

import java.util.Optional;
import java.util.OptionalInt;
import org.openmsrp.conformance.WireVector;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpResponse;

/** Chunks and vectors as the same kind of line, which {@link WireVector#signals} describes. */
final class Expectation {

  private Expectation() {}

  /** What the index says of an example. */
  static String of(WireVector vector) {
    String id = vector.transactionId().orElseThrow();
    String told = told("message-id", vector.messageId()) + told("range", vector.byteRange());
    if (vector.status().isPresent()) {
      return response(vector.status().getAsInt(), id) + told("comment", vector.comment()) + told;
    }
    return request(vector.method().orElseThrow(), id, vector.bodyOctets())
        + vector.flag().orElseThrow()
        + told;
  }

  /** What a decoder has seen. */
  static String of(MsrpChunk chunk, boolean details) {
    String told = details ? told(chunk) : "";
    if (chunk instanceof MsrpResponse response) {
      return response(response.status().code(), chunk.transactionId()) + told;
    }
    MsrpRequest request = (MsrpRequest) chunk;
    return request(request.method().name(), chunk.transactionId(), octets(request))
        + request.flag().symbol()
        + told;
  }

  private static String told(MsrpChunk chunk) {
    Optional<String> comment =
        chunk instanceof MsrpResponse response
            ? Optional.of(response.status().comment()).filter(text -> !text.isEmpty())
            : Optional.empty();
    return told("comment", comment)
        + told("message-id", chunk.headers().messageId())
        + told("range", chunk.headers().byteRange().map(Object::toString));
  }

  private static OptionalInt octets(MsrpRequest request) {
    return request.body().map(MsrpBody::size).map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  private static String request(String method, String id, OptionalInt octets) {
    String body = octets.isPresent() ? "body " + octets.getAsInt() : "no body";
    return method + " " + id + " " + body + " ";
  }

  private static String response(int status, String id) {
    return "%03d %s".formatted(status, id);
  }

  private static String told(String what, Optional<String> value) {
    return value.map(text -> ", " + what + " " + text).orElse("");
  }
}
