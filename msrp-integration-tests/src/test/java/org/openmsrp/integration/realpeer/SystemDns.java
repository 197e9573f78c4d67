// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.realpeer;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.InitialDirContext;
import org.openmsrp.domain.port.dns.DnsException;
import org.openmsrp.domain.port.dns.SrvRecord;
import org.openmsrp.domain.port.dns.SrvResolver;

/** Asks one DNS server, by means of the JDK. */
record SystemDns(int port) implements SrvResolver {

  @Override
  public CompletionStage<List<SrvRecord>> lookup(String service, String proto, String domain) {
    return CompletableFuture.supplyAsync(() -> ask("_" + service + "._" + proto + "." + domain));
  }

  private List<SrvRecord> ask(String name) {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    environment.put(Context.PROVIDER_URL, "dns://127.0.0.1:" + port);
    try {
      Attributes answer =
          new InitialDirContext(environment).getAttributes(name, new String[] {"SRV"});
      List<SrvRecord> records = new ArrayList<>();
      Attribute lines = answer.get("SRV");
      for (int i = 0; lines != null && i < lines.size(); i++) {
        String[] parts = lines.get(i).toString().split(" ");
        records.add(
            new SrvRecord(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                parts[3]));
      }
      return records;
    } catch (NamingException e) {
      throw new DnsException(DnsException.Kind.BAD_ANSWER, "no answer about " + name, e);
    }
  }

  @Override
  public void close() {}
}
