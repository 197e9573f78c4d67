// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

/**
 * The whole transport contract as tests, one or more for each rule. See the package for an example,
 * and {@code docs/transport-contract.md} for the rules.
 *
 * <p>No test sleeps or uses a fixed port; they may run side by side unless threads are told apart
 * by who was there before ({@link TckOptions#withThreadPrefix}).
 */
public interface TransportContract
    extends OpeningContract,
        SignalContract,
        DeliveryContract,
        WritingContract,
        ClosingContract,
        InfoContract,
        TlsContract,
        LoadContract,
        SocketContract {}
