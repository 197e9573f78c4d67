// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.IOException;
import java.util.List;
import org.openmsrp.domain.port.dns.DnsException;
import org.openmsrp.domain.port.dns.SrvName;
import org.openmsrp.domain.port.dns.SrvRecord;
import org.xbill.DNS.Message;

/** Lets a fuzzer in where the room has no door. */
public final class SrvMessageDoor {

  private static final SrvName NAME = new SrvName("msrps", "tcp", "example.com");

  private SrvMessageDoor() {}

  /**
   * Reads a datagram as the resolver would.
   *
   * @param datagram an answer
   * @param most how many records it may hold
   * @return its SRV records
   * @throws DnsException if it is no usable answer
   */
  public static List<SrvRecord> read(byte[] datagram, int most) {
    Message answer = decoded(datagram);
    try {
      return DnsQueries.records(NAME, answer, most);
    } catch (IllegalArgumentException notARecordOfOurs) {
      throw NioSrvResolver.failure(NAME, notARecordOfOurs);
    }
  }

  /**
   * What dnsjava throws at a datagram is its own affair; what is behind it must be refused well.
   */
  private static Message decoded(byte[] datagram) {
    try {
      return new Message(datagram);
    } catch (IOException | RuntimeException notDecoded) {
      throw NioSrvResolver.failure(NAME, notDecoded);
    }
  }
}
