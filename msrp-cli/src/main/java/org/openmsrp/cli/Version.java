// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import picocli.CommandLine.IVersionProvider;

/** The version, as the jar says. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Msrp.class.getPackage().getImplementationVersion();
    return new String[] {"msrp " + (version == null ? "(not packaged)" : version)};
  }
}
