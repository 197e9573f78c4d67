// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Lets the JDK's key manager choose and gives out keys that are in memory anyway. The JDK's manager
 * would decrypt its key store's entry for each handshake, which costs two milliseconds of CPU.
 */
final class HeldKeys extends X509ExtendedKeyManager {

  /** An entry's name, which the JDK's manager gives back behind numbers of its own. */
  private static final String NAME = "identity-";

  private final X509ExtendedKeyManager chooser;
  private final Map<String, Identity> identities = new HashMap<>();

  HeldKeys(X509ExtendedKeyManager chooser, List<Identity> identities) {
    this.chooser = chooser;
    for (Identity identity : identities) {
      this.identities.put(name(this.identities.size()), identity);
    }
  }

  /** The key store's name for an identity. */
  static String name(int index) {
    return NAME + index;
  }

  private Optional<Identity> identity(String alias) {
    int at = alias.lastIndexOf(NAME);
    return Optional.ofNullable(at < 0 ? null : identities.get(alias.substring(at)));
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return identity(alias)
        .map(identity -> identity.chain().toArray(new X509Certificate[0]))
        .orElseGet(() -> chooser.getCertificateChain(alias));
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return identity(alias).map(Identity::key).orElseGet(() -> chooser.getPrivateKey(alias));
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return chooser.getClientAliases(keyType, issuers);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return chooser.chooseClientAlias(keyTypes, issuers, socket);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return chooser.getServerAliases(keyType, issuers);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return chooser.chooseServerAlias(keyType, issuers, socket);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return chooser.chooseEngineClientAlias(keyTypes, issuers, engine);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return chooser.chooseEngineServerAlias(keyType, issuers, engine);
  }
}
