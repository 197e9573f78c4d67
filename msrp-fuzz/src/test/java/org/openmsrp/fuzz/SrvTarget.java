// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import static org.openmsrp.fuzz.Chance.require;

import java.util.HashSet;
import java.util.List;
import org.openmsrp.domain.port.dns.DnsException;
import org.openmsrp.domain.port.dns.SrvOrder;
import org.openmsrp.domain.port.dns.SrvRecord;
import org.openmsrp.transport.netty.SrvAnswerDoor;
import org.openmsrp.transport.nio.SrvMessageDoor;

/** What a DNS server may say. */
final class SrvTarget {

  private static final int MOST = 64;

  private SrvTarget() {}

  /** As Netty's resolver reads it. */
  static void netty(byte[] octets) {
    run(octets, SrvAnswerDoor::read);
  }

  /** As that of the NIO transport reads it, by dnsjava. */
  static void dnsjava(byte[] octets) {
    run(octets, SrvMessageDoor::read);
  }

  private interface Reader {
    List<SrvRecord> read(byte[] datagram, int most);
  }

  private static void run(byte[] octets, Reader reader) {
    List<SrvRecord> records;
    try {
      records = reader.read(octets, MOST);
    } catch (DnsException refused) {
      return;
    }
    require(records.size() <= MOST, "an answer is bounded");
    List<SrvRecord> ordered = SrvOrder.order(records, Chance.of(octets));
    long usable = records.stream().filter(SrvRecord::hasTarget).count();
    require(ordered.size() == usable, "no record is lost");
    require(new HashSet<>(records).containsAll(ordered), "no record is invented");
    for (int i = 1; i < ordered.size(); i++) {
      require(ordered.get(i - 1).priority() <= ordered.get(i).priority(), "priorities rise");
    }
  }
}
