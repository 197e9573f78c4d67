// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;

/** Events as JSON objects, one on a line, for programs. */
final class JsonEvents implements EventPrinter {

  private final PrintStream out;
  private final ObjectMapper mapper = new ObjectMapper();

  JsonEvents(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void print(Event event) {
    ObjectNode object = mapper.createObjectNode().put("event", event.name());
    event.fields().values().forEach((name, value) -> object.putPOJO(name, value.orElse(null)));
    try {
      out.println(mapper.writeValueAsString(object));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event of texts and numbers is always legal JSON", e);
    }
  }
}
