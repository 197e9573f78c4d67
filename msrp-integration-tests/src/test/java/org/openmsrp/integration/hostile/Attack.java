// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import java.util.function.Consumer;
import java.util.function.Predicate;

/** What an attacker does to a server. */
enum Attack {
  SILENCE(Attack::anywhere, StallingAttacks::silence),
  SLOW_HEAD(Attack::anywhere, StallingAttacks::slowHead),
  SLOW_BODY(Attack::anywhere, StallingAttacks::slowBody),
  SLOW_END_LINE(Attack::anywhere, StallingAttacks::slowEndLine),
  NEVER_READING(Attack::anywhere, StallingAttacks::neverReading),
  NEVER_TAKING(Attack::anywhere, StallingAttacks::neverTaking),
  SLOW_TAKING(Attack::anywhere, StallingAttacks::slowTaking),
  CONNECTIONS(Attack::anywhere, FloodingAttacks::connections),
  ENDLESS_HEADERS(Attack::anywhere, FloodingAttacks::endlessHeaders),
  LONG_REPORTS(Attack::anywhere, FloodingAttacks::longReports),
  TINY_CHUNKS(Attack::anywhere, FloodingAttacks::tinyChunks),
  HOLES(Attack::anywhere, FloodingAttacks::holes),
  OVERLAPS(Attack::anywhere, FloodingAttacks::overlaps),
  UNFINISHED_MESSAGES(Attack::anywhere, FloodingAttacks::unfinishedMessages),
  OCTET_BY_OCTET(Attack::anywhere, FloodingAttacks::octetByOctet),
  HUGE_SEND(ground -> !ground.messages(), FloodingAttacks::hugeSend),
  GUESSING(Attack::anywhere, SpoofingAttacks::guessing),
  HIJACK(Attack::anywhere, SpoofingAttacks::hijack),
  FOREIGN_RESPONSES(Attack::anywhere, SpoofingAttacks::foreignResponses),
  FOREIGN_REPORTS(Attack::anywhere, SpoofingAttacks::foreignReports),
  REPEATED_RESPONSES(Attack::anywhere, SpoofingAttacks::repeatedResponses),
  REPORTS_ON_NOTHING(Attack::anywhere, SpoofingAttacks::reportsOnNothing),
  TLS_GARBAGE(Ground::tls, WireAttacks::tlsGarbage),
  RENEGOTIATION(Ground::tls, WireAttacks::renegotiation),
  FRAGMENTS_WITHOUT_END(Ground::messages, WireAttacks::fragmentsWithoutEnd),
  BROKEN_FRAMES(Ground::messages, WireAttacks::brokenFrames),
  PINGS(Ground::messages, WireAttacks::pings),
  WRONG_UPGRADES(ground -> ground == Ground.WEBSOCKET, WireAttacks::wrongUpgrades);

  private final Predicate<Ground> where;
  private final Consumer<Field> course;

  Attack(Predicate<Ground> where, Consumer<Field> course) {
    this.where = where;
    this.course = course;
  }

  private static boolean anywhere(Ground ground) {
    return true;
  }

  boolean possibleOn(Ground ground) {
    return where.test(ground);
  }

  /** Attacks, and looks that the server defends itself as it should. */
  void on(Field field) {
    course.accept(field);
  }
}
