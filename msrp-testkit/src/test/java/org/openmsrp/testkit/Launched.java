// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit;

import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Tests that a test runs to see what becomes of them. */
public final class Launched {

  private Launched() {}

  /** Runs what the request selects, on this thread. */
  public static TestExecutionSummary run(LauncherDiscoveryRequestBuilder request) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request.build(), listener);
    return listener.getSummary();
  }
}
