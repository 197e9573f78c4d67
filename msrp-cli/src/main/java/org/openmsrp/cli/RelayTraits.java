// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.openmsrp.domain.auth.AuthenticationInfo;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.message.ResponseHead;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.uri.MsrpUri;

/** Looks at what a relay answers to AUTH, beside what the user wants to see of the log. */
final class RelayTraits implements MsrpLogger {

  private final MsrpLogger log;
  private final Set<String> deviations = new LinkedHashSet<>();

  RelayTraits(MsrpLogger log) {
    this.log = log;
  }

  /** What RFC 4976 asks for and this relay does not do. */
  synchronized List<String> deviations() {
    return List.copyOf(deviations);
  }

  @Override
  public boolean logsTraffic() {
    return true;
  }

  @Override
  public void receivedNewChunk(ByteBuffer data, ConnectionInfo connection, MsrpHead head) {
    if (head instanceof ResponseHead response
        && response.headers().value(HeaderName.USE_PATH).isPresent()) {
      look(response.headers());
    }
    if (log.logsTraffic()) {
      log.receivedNewChunk(data, connection, head);
    }
  }

  private synchronized void look(MsrpHeaders granted) {
    if (granted
        .value(HeaderName.AUTHENTICATION_INFO)
        .flatMap(AuthenticationInfo::responseAuth)
        .isEmpty()) {
      deviations.add("no proof that it knows the password (RFC 4976 §9.1)");
    }
    if (granted.value(HeaderName.EXPIRES).isEmpty()) {
      deviations.add("no Expires with the grant (RFC 4976 §6.3)");
    }
    for (MsrpUri uri : granted.value(HeaderName.USE_PATH).orElseThrow().uris()) {
      if (uri.host().numeric()) {
        deviations.add("an address in place of a name in Use-Path (RFC 4976 §4.2)");
      }
    }
  }

  @Override
  public void debug(String message) {
    log.debug(message);
  }

  @Override
  public void info(String message) {
    log.info(message);
  }

  @Override
  public void warn(String message) {
    log.warn(message);
  }

  @Override
  public void error(String message, Throwable cause) {
    log.error(message, cause);
  }

  @Override
  public void fatal(String message, Throwable cause) {
    log.fatal(message, cause);
  }
}
