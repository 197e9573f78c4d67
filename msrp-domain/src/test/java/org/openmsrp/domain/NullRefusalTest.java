// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmsrp.domain.auth.AuthenticationInfo;
import org.openmsrp.domain.auth.Challenge;
import org.openmsrp.domain.auth.DigestAttempt;
import org.openmsrp.domain.auth.DigestChallenge;
import org.openmsrp.domain.auth.DigestCredentials;
import org.openmsrp.domain.cpim.CpimSubject;
import org.openmsrp.domain.cpim.MimeHeader;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.header.Nickname;
import org.openmsrp.domain.header.ReportStatus;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpResponse;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Framing;
import org.openmsrp.domain.port.transport.SocketOptions;
import org.openmsrp.domain.port.transport.TlsInfo;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.UriParameter;

/** No record of the domain can be built with a component missing. */
class NullRefusalTest {

  private static final Map<Class<?>, Object> SAMPLES =
      Map.ofEntries(
          Map.entry(String.class, "abcd"),
          Map.entry(Optional.class, Optional.empty()),
          Map.entry(OptionalInt.class, OptionalInt.empty()),
          Map.entry(List.class, List.of()),
          Map.entry(int.class, 1),
          Map.entry(long.class, 1L),
          Map.entry(boolean.class, true),
          Map.entry(Duration.class, Duration.ofSeconds(1)),
          Map.entry(Framing.class, Framing.STREAM),
          Map.entry(Endpoint.class, Endpoint.tcp("h", 1)),
          Map.entry(SocketOptions.class, SocketOptions.DEFAULT),
          Map.entry(MsrpStatus.class, MsrpStatus.OK),
          Map.entry(MsrpMethod.class, MsrpMethod.SEND),
          Map.entry(MsrpHeaders.class, MsrpHeaders.NONE),
          Map.entry(MsrpPath.class, MsrpPath.parse("msrp://h:1/a;tcp")),
          Map.entry(ContinuationFlag.class, ContinuationFlag.COMPLETE),
          Map.entry(DigestAttempt.class, new DigestAttempt("n", 1, "c", "u")),
          Map.entry(
              TransportException.class,
              new TransportException(TransportException.Kind.RESET, "reset")));

  static List<Class<? extends Record>> records() {
    return List.of(
        MsrpStatus.class,
        UriParameter.class,
        ReportStatus.class,
        Nickname.class,
        RequestHead.class,
        ResponseHead.class,
        Challenge.Unsupported.class,
        DigestChallenge.class,
        DigestAttempt.class,
        AuthenticationInfo.class,
        CpimSubject.class,
        MimeHeader.class,
        SocketOptions.class,
        ConnectOptions.class,
        BindOptions.class,
        ConnectionInfo.class,
        TlsInfo.class,
        CloseReason.Failed.class);
  }

  @ParameterizedTest
  @MethodSource("records")
  void constructor_anyComponentNull_throwsNullPointerException(Class<? extends Record> type)
      throws Exception {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
    assertThat(constructor.newInstance(samples(types))).isNotNull();
    for (int i = 0; i < types.length; i++) {
      if (!types[i].isPrimitive()) {
        Object[] arguments = samples(types);
        arguments[i] = null;
        assertThatThrownBy(() -> constructor.newInstance(arguments))
            .as("%s without %s", type.getSimpleName(), components[i].getName())
            .isInstanceOf(InvocationTargetException.class)
            .hasCauseInstanceOf(NullPointerException.class);
      }
    }
  }

  @Test
  @SuppressWarnings("DataFlowIssue")
  void constructor_othersNull_throwNullPointerException() {
    assertThatThrownBy(() -> new MsrpMethod(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> new Endpoint(null, "h", 1, ""))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> Endpoint.tcp(null, 1)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> new Endpoint("ws", "h", 1, null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> new MsrpResponse(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> new MsrpRequest(null, Optional.empty(), ContinuationFlag.COMPLETE))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(
            () -> new TlsCredentials(Optional.empty(), null, true, ClientCertificates.NONE))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(
            () ->
                new DigestCredentials(
                    "u", "r", null, "0".repeat(32), Optional.empty(), Optional.empty()))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void none_always_asksForNoTraffic() {
    assertThat(MsrpLogger.NONE.logsTraffic()).isFalse();
  }

  private static Object[] samples(Class<?>[] types) {
    return Arrays.stream(types).map(SAMPLES::get).toArray();
  }
}
