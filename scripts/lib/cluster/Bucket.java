import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.s3.AmazonS3;
import com.amazonaws.services.s3.AmazonS3ClientBuilder;

/** Makes a bucket, as s3a: cannot, if it is missing: java Bucket.java ENDPOINT KEY SECRET NAME. */
class Bucket {
  public static void main(String[] arguments) {
    AmazonS3 client =
        AmazonS3ClientBuilder.standard()
            .withEndpointConfiguration(new EndpointConfiguration(arguments[0], "us-east-1"))
            .withPathStyleAccessEnabled(true)
            .withCredentials(
                new AWSStaticCredentialsProvider(
                    new BasicAWSCredentials(arguments[1], arguments[2])))
            .build();
    if (!client.doesBucketExistV2(arguments[3])) {
      client.createBucket(arguments[3]);
    }
  }
}
