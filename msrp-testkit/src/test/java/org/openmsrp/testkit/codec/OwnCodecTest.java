// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.codec;

/** The toolkit's codec keeps the contract. */
class OwnCodecTest implements CodecContract {

  @Override
  public CodecUnderTest codec() {
    return new OwnCodec();
  }
}
