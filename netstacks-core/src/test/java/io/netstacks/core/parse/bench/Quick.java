package io.netstacks.core.parse.bench;
import io.netstacks.core.parse.*;
import io.netstacks.core.internal.clitable.*;
import java.util.*;
public class Quick {
  public static void main(String[] a) throws Exception {
    ParseCorpus c = ParseCorpus.load();
    var normal=c.fixtures(false); var bad=c.fixtures(true);
    System.out.println(normal.size()+" "+bad.size()+" lines "+ParseCorpus.lines(normal)+" "+ParseCorpus.lines(bad)+" templates "+c.sources().size());
    com.sun.management.ThreadMXBean mx=(com.sun.management.ThreadMXBean)java.lang.management.ManagementFactory.getThreadMXBean();
    for(int i=0;i<Integer.parseInt(a[0]);i++){
      long b0=mx.getCurrentThreadAllocatedBytes();
      if(a.length>1){c.parse(normal);continue;}
      long t=mx.getCurrentThreadCpuTime(); int rows=c.parse(normal); long t1=mx.getCurrentThreadCpuTime(); 
      long b1=mx.getCurrentThreadAllocatedBytes();
      int r2=c.parse(bad); long t2=mx.getCurrentThreadCpuTime(); int k=c.compile(); long t3=mx.getCurrentThreadCpuTime();
      System.out.printf("parse %.1f ms rows %d, alloc/line %d B; bad %.1f ms; compile %.1f ms%n",(t1-t)/1e6,rows,(b1-b0)/ParseCorpus.lines(normal),(t2-t1)/1e6,(t3-t2)/1e6);
    }
  }
}
