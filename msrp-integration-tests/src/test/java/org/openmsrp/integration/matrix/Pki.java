// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.matrix;

import java.util.List;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.testkit.tls.TestAuthority;
import org.openmsrp.testkit.tls.TestIdentity;

/** Who issues and who trusts in these tests. */
final class Pki {

  static final TestAuthority AUTHORITY = new TestAuthority("Matrix CA");
  static final TestAuthority FOREIGN = new TestAuthority("Foreign CA");

  static final TestIdentity SERVER =
      AUTHORITY.certificate("server").hosts("localhost", "127.0.0.1").issue();
  static final TestIdentity EXPIRED =
      AUTHORITY.certificate("expired").hosts("127.0.0.1").expired().issue();
  static final TestIdentity ELSEWHERE =
      AUTHORITY.certificate("elsewhere").hosts("elsewhere.example").issue();
  static final TestIdentity STRANGER = FOREIGN.certificate("stranger").hosts("127.0.0.1").issue();
  static final TestIdentity CLIENT = AUTHORITY.certificate("client").issue();

  private Pki() {}

  /** A listener that asks nothing of its clients. */
  static TlsCredentials listener(TestIdentity identity) {
    return identity.credentials().trust(List.of(AUTHORITY.root())).build();
  }

  /** A listener that lets nobody in without a certificate of the authority. */
  static TlsCredentials strictListener() {
    return SERVER
        .credentials()
        .trust(List.of(AUTHORITY.root()))
        .clientCertificates(ClientCertificates.REQUIRED)
        .build();
  }

  /** A client without a certificate. */
  static TlsCredentials anonymous() {
    return TlsCredentials.builder().trust(List.of(AUTHORITY.root())).build();
  }

  /** A client with a certificate. */
  static TlsCredentials client(TestIdentity identity) {
    return identity.credentials().trust(List.of(AUTHORITY.root())).build();
  }
}
