// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpSyntaxException;

/** Gathers the headers of a message, line by line, and what those of RFC 3862 say. */
final class CpimFields {

  private static final String ONCE = "RFC 4975 §13";

  final List<CpimHeader> headers = new ArrayList<>();
  final CpimScope scope = new CpimScope();
  final List<CpimAddress> to = new ArrayList<>();
  final List<CpimAddress> cc = new ArrayList<>();
  final List<CpimSubject> subjects = new ArrayList<>();
  final List<CpimName> required = new ArrayList<>();
  @Nullable CpimAddress from;
  @Nullable OffsetDateTime dateTime;

  /** Takes a line; errors are placed in it. */
  CpimHeader add(String line) {
    if (headers.size() == CpimMessage.MAX_HEADERS) {
      throw new MsrpSyntaxException(
          "more than " + CpimMessage.MAX_HEADERS + " headers", "RFC 3862 §2.2");
    }
    CpimHeader header = CpimHeader.parse(line, scope);
    refuseSecond(CpimName.FROM.equals(header.name()) && from != null, "From");
    refuseSecond(CpimName.DATE_TIME.equals(header.name()) && dateTime != null, "DateTime");
    if (header.name().equals(CpimName.SUBJECT)) {
      subjects.add(CpimSubject.of(header));
    }
    try {
      interpret(header.name(), header);
    } catch (MsrpSyntaxException e) {
      throw header.inValue(e);
    }
    headers.add(header);
    return header;
  }

  private static void refuseSecond(boolean second, String name) {
    if (second) {
      throw new MsrpSyntaxException(name + " stands twice", ONCE);
    }
  }

  private void interpret(CpimName name, CpimHeader header) {
    if (name.equals(CpimName.FROM)) {
      from = CpimAddress.parse(header.encoded());
    } else if (name.equals(CpimName.TO)) {
      to.add(CpimAddress.parse(header.encoded()));
    } else if (name.equals(CpimName.CC)) {
      cc.add(CpimAddress.parse(header.encoded()));
    } else if (name.equals(CpimName.DATE_TIME)) {
      dateTime = CpimDateTime.parse(header.encoded());
    } else if (name.equals(CpimName.NS)) {
      scope.declare(header.encoded());
    } else if (name.equals(CpimName.REQUIRE)) {
      require(header.encoded());
    }
  }

  private void require(String names) {
    int from = 0;
    while (from <= names.length()) {
      int comma = names.indexOf(',', from);
      int end = comma < 0 ? names.length() : comma;
      int start = CpimText.spaceEnd(names, from);
      requireOne(names, start, CpimText.withoutTrailingSpace(names.substring(start, end)));
      from = end + 1;
    }
  }

  private void requireOne(String names, int start, String written) {
    boolean room = required.size() < CpimMessage.MAX_REQUIRED;
    String problem = "more than " + CpimMessage.MAX_REQUIRED + " required names";
    CpimText.require(room, names, start, problem, "RFC 3862 §3.5");
    try {
      required.add(scope.resolve(written));
    } catch (MsrpSyntaxException e) {
      throw e.within(names, start);
    }
  }
}
