// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.tls.Fingerprint;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.tls.TlsCredentialsBuilder;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.uri.MsrpScheme;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.MsrpStackBuilder;
import org.openmsrp.session.MsrpTimeouts;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The way on which two endpoints meet.
 *
 * @param way what carries it
 * @param secure whether there is TLS
 * @param relayed whether a relay is in between
 */
record DemoSetup(Way way, boolean secure, boolean relayed) {

  private static final String LOOPBACK = "127.0.0.1";

  /** What can carry the demonstration. */
  enum Way {
    NIO,
    NETTY,
    WEBSOCKET;

    private Transport transport() {
      return switch (this) {
        case NIO -> Carrier.NIO.transport();
        case NETTY -> Carrier.NETTY.transport();
        case WEBSOCKET -> Carrier.webSocket();
      };
    }

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the user chose. */
  record Choice(List<Way> ways) {

    static final Choice USUAL = new Choice(List.of(Way.NIO));

    static Choice parse(String text) {
      return switch (text) {
        case "nio" -> USUAL;
        case "netty" -> new Choice(List.of(Way.NETTY));
        case "websocket" -> new Choice(List.of(Way.WEBSOCKET));
        case "all" -> new Choice(List.of(Way.values()));
        default ->
            throw new TypeConversionException(
                "'" + text + "' is none of nio, netty, websocket, all");
      };
    }

    boolean several() {
      return ways.size() > 1;
    }
  }

  /** Reads a choice. */
  static final class Converter implements ITypeConverter<Choice> {
    @Override
    public Choice convert(String text) {
      return Choice.parse(text);
    }
  }

  /** Every combination. */
  static Stream<DemoSetup> all() {
    return Stream.of(Way.values())
        .flatMap(
            way -> Stream.of(new DemoSetup(way, false, false), new DemoSetup(way, true, false)));
  }

  /** For people. */
  String name() {
    return way.label() + (secure ? " with TLS" : "") + (relayed ? " through a relay" : "");
  }

  /** Where Bob listens. */
  MsrpUri listening() {
    return MsrpUri.builder(secure ? MsrpScheme.MSRPS : MsrpScheme.MSRP, LOOPBACK)
        .port(0)
        .transport(way == Way.WEBSOCKET ? MsrpUri.WS : MsrpUri.TCP)
        .build();
  }

  /** Both stacks; with TLS Alice knows Bob by the fingerprint of his certificate. */
  Stacked stacks(MsrpLogger logger, CaptureOptions capture) {
    Supplier<MsrpStackBuilder> plain =
        () -> Stacks.builder(capture.recorded(way.transport()), MsrpTimeouts.DEFAULT, logger);
    if (!secure) {
      return new Stacked(plain.get().build(), plain.get().build());
    }
    TlsCredentialsBuilder own = TlsCredentials.builder();
    SelfSigned.identify(own);
    TlsCredentials bob = own.build();
    TlsCredentials alice =
        TlsCredentials.builder()
            .trustFingerprints(bob.fingerprints().toArray(Fingerprint[]::new))
            .build();
    return new Stacked(
        plain.get().credentials(alice).build(), plain.get().credentials(bob).build());
  }

  /** The stacks of both endpoints. */
  record Stacked(MsrpStack alice, MsrpStack bob) {}
}
