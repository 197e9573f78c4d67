// SPDX-License-Identifier: Apache-2.0

/** The {@code msrp} command. */
module org.openmsrp.cli {
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  requires me.tongfei.progressbar;
  requires org.openmsrp.session;
  requires org.openmsrp.transport.netty;
  requires org.openmsrp.transport.nio;
  requires org.slf4j;
  requires static org.jspecify;

  opens org.openmsrp.cli to
      info.picocli;
}
