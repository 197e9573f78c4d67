// SPDX-License-Identifier: Apache-2.0

/**
 * The toolkit against programs of others: a Kamailio relay, dnsmasq, tshark. Runs with the profile
 * {@code real-peers} only, and fails where one of them is missing.
 */
package org.openmsrp.integration.realpeer;
