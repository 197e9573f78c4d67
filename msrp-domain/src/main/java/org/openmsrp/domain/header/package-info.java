// SPDX-License-Identifier: Apache-2.0
/**
 * Headers (RFC 4975 §9, RFC 4976 §7, RFC 7701 §7): each knows its name, its text on the wire and
 * its decoded value, and can be made from either.
 */
@NullMarked
package org.openmsrp.domain.header;

import org.jspecify.annotations.NullMarked;
