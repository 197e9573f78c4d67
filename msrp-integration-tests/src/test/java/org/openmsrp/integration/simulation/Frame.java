// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.openmsrp.codec.ChunkEncoder;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpResponse;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;
import org.openmsrp.domain.uri.MsrpPath;

/** A request or response as a whole. */
record Frame(MsrpHead head, MsrpBody body, ContinuationFlag flag) {

  static Frame of(MsrpChunk chunk) {
    MsrpBody body =
        chunk instanceof MsrpRequest request
            ? request.body().orElse(MsrpBody.EMPTY)
            : MsrpBody.EMPTY;
    return new Frame(chunk.head(), body, chunk.flag());
  }

  ByteBuffer encode() {
    return ChunkEncoder.encode(chunk());
  }

  /** The same along other paths. */
  Frame along(MsrpPath to, MsrpPath from) {
    MsrpHead renamed =
        head instanceof RequestHead request
            ? new RequestHead(
                request.transactionId(), request.method(), to, from, request.headers())
            : new ResponseHead(
                head.transactionId(), ((ResponseHead) head).status(), to, from, head.headers());
    return new Frame(renamed, body, flag);
  }

  private MsrpChunk chunk() {
    if (head instanceof RequestHead request) {
      Optional<MsrpBody> content = request.headers().contentType().map(type -> body);
      return new MsrpRequest(request, content, flag);
    }
    return new MsrpResponse((ResponseHead) head);
  }
}
